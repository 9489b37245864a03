/* tslint:disable */
/* eslint-disable */
export * from './DetectRegionsApi.js';
export * from './TokenApi.js';
